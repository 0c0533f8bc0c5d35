package dev.atrium.shared;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a network address means for who reaches it. */
public final class Hosts {

    private Hosts() {}

    /**
     * Whether only this machine reaches what is bound to an address. True for one that is no address of this machine:
     * nothing can be bound to it, which is refused with better words where it is tried.
     *
     * @param address name or literal
     */
    public static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
