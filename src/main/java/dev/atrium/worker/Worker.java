package dev.atrium.worker;

import org.springframework.context.SmartLifecycle;

/** Starts and stops the parts of the worker in their order. */
final class Worker implements SmartLifecycle {

    private final InferenceServer inference;
    private final OperationsServer operations;
    private final WorkerLoop loop;
    private final ReplicaManager replicas;
    private final PortalClient portal;
    private volatile boolean running;

    Worker(
            InferenceServer inference,
            OperationsServer operations,
            WorkerLoop loop,
            ReplicaManager replicas,
            PortalClient portal) {
        this.inference = inference;
        this.operations = operations;
        this.loop = loop;
        this.replicas = replicas;
        this.portal = portal;
    }

    @Override
    public void start() {
        inference.start();
        operations.start();
        loop.start();
        running = true;
    }

    /** The portal is told first, so that gateways look elsewhere; then running requests end. */
    @Override
    public void stop() {
        running = false;
        try {
            loop.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var unreachable = operations.stop(); // takes its time, so meanwhile:
        inference.close();
        try {
            replicas.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        portal.close();
        unreachable.join();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    String address() {
        return inference.address();
    }

    int operationsPort() {
        return operations.port();
    }
}
