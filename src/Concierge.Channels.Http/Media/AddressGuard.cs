using System.Net;
using System.Net.Sockets;

namespace Concierge.Channels.Http;

/// <summary>Tells public internet addresses from those that an outsider must not make us contact.</summary>
public static class AddressGuard
{
    private static readonly IPNetwork[] NotPublic =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        // Azure's metadata and DNS service lives in public space.
        IPNetwork.Parse("168.63.129.16/32"),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublicV6 =
    [
        // Transition and special-purpose ranges; 2002::/16 and 2001::/32 carry a v4 address inside.
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>
    /// False for loopback, private, link-local (with the clouds' metadata services), carrier-grade NAT, unique local,
    /// multicast, reserved and documentation addresses, also when written as v4-mapped or otherwise embedded in v6.
    /// </summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsIn(NotPublic, address),
            AddressFamily.InterNetworkV6 => PublicV6.Contains(address) && !IsIn(NotPublicV6, address),
            _ => false,
        };
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (IPNetwork network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
