using System.Net;
using System.Net.Sockets;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Http.Tests;

/// <summary>S15: nothing that is not public is ever connected to.</summary>
public sealed class AddressGuardTests
{
    private static readonly string[] Hosts =
    [
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0x7f.1", "0", "0.0.0.0", "localhost", "LOCALHOST",
        "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[fec0::1]", "[100::1]",
        "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "[::ffff:169.254.169.254]", "[fd00:ec2::254]", "100.64.0.1", "100.127.255.255", "198.18.0.1", "192.0.0.8", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "rebind.example", "mixed.example", "mapped.example",
    ];

    public static TheoryData<string, bool> Addresses => new()
    {
        { "8.8.8.8", true }, { "1.1.1.1", true }, { "157.240.0.1", true }, { "2606:4700::1111", true }, { "2a03:2880::1", true }, { "::ffff:8.8.8.8", true },
        { "172.15.255.255", true }, { "172.32.0.0", true }, { "100.63.255.255", true }, { "100.128.0.0", true }, { "11.0.0.0", true },
        { "127.0.0.1", false }, { "::1", false }, { "::", false }, { "10.1.2.3", false }, { "169.254.169.254", false }, { "::ffff:10.0.0.1", false }, { "fd00::1", false }, { "fe80::1%1", false },
        { "64:ff9b::a00:1", false }, { "2002:a00:1::", false }, { "2001:db8::1", false }, { "::10.0.0.1", false }, { "100.64.0.0", false }, { "224.0.0.251", false }, { "0.1.2.3", false },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void IsPublic_Address_IsToldApart(string address, bool expected) => AddressGuard.IsPublic(IPAddress.Parse(address)).Should().Be(expected);

    [Fact]
    public async Task Connect_TwoHundredFormsOfForbiddenAddresses_NeverReachesTheCanary()
    {
        await using var canary = new ProviderStub();
        int lookups = 0;
        using var handler = Handlers.Guarded((host, _) => Task.FromResult(host switch
        {
            // Answers with a public address first and with the canary's afterwards.
            "rebind.example" => [Interlocked.Increment(ref lookups) == 1 ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback],
            "mixed.example" => [IPAddress.Parse("8.8.8.8"), IPAddress.Loopback],
            "mapped.example" => [IPAddress.Loopback.MapToIPv6()],
            _ => new[] { IPAddress.Loopback },
        }));
        using var client = new HttpClient(handler);
        int port = canary.Address.Port;
        string[] forms = [.. Hosts.SelectMany(host => new[] { $"http://{host}:{port}/", $"http://public.example@{host}:{port}/x", $"http://{host}:{port}/?u=https://lookaside.fbsbx.com", $"https://{host}:{port}/", $"http://{host}:{port}/#@lookaside.fbsbx.com" })];
        forms.Length.Should().BeGreaterThanOrEqualTo(200);

        foreach (string form in forms)
        {
            Func<Task> get = async () => await client.GetAsync(new Uri(form));
            await get.Should().ThrowAsync<HttpRequestException>(form);
        }

        canary.Connections.Should().Be(0);
    }

    [Fact]
    public async Task Connect_ToTheCanaryItself_IsSeenByIt()
    {
        await using var canary = new ProviderStub();
        using var client = new TcpClient();

        await client.ConnectAsync(IPAddress.Loopback, canary.Address.Port);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        await canary.FirstRequest;

        canary.Connections.Should().Be(1);
    }
}
