package dev.atrium;

import dev.atrium.cluster.ClusterData;
import dev.atrium.gateway.GatewayConfiguration;
import dev.atrium.keys.KeysData;
import dev.atrium.metering.MeteringData;
import dev.atrium.pool.PoolData;
import dev.atrium.pricing.PricingData;
import dev.atrium.registry.RegistryData;
import dev.atrium.tenancy.TenancyData;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The gateway: the data plane. It holds no servlet, and asks MySQL only in the background. */
@Configuration(proxyBeanMethods = false)
@Import({
    EveryRole.class,
    ClusterData.class,
    TenancyData.class,
    KeysData.class,
    PricingData.class,
    RegistryData.class,
    MeteringData.class,
    PoolData.class,
    GatewayConfiguration.class
})
class GatewayRole {}
