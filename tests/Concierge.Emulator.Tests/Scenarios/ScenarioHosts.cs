using System.Globalization;
using Concierge.Samples.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests.Scenarios;

/// <summary>The bots of samples/Scenarios, each on a real host with a real database and all four channels. Every scenario has a person of its own.</summary>
public sealed class ScenarioHosts : IAsyncLifetime
{
    public const string Name = "scenarios";

    internal static readonly string[] Channels = ["meta", "twilio", "waha", "chatwoot"];

    private readonly string _folder = Directory.CreateTempSubdirectory("concierge-scenarios-").FullName;
    private int _persons;

    public static TheoryData<string> EveryChannel => [.. Channels];

    internal EmulatorHost Parish { get; private set; } = null!;

    internal EmulatorHost Salon { get; private set; } = null!;

    internal EmulatorHost Studio { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Parish = await StartAsync("parish", concierge => concierge.AddParish());
        Salon = await StartAsync("salon", concierge => concierge.AddSalon());
        Studio = await StartAsync("studio", concierge => concierge.AddWritingStudio());
    }

    public async Task DisposeAsync()
    {
        await Parish.DisposeAsync();
        await Salon.DisposeAsync();
        await Studio.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Somebody new, on one channel.</summary>
    internal ScenarioPerson Person(EmulatorHost host, string channel) =>
        new(host, channel, string.Create(CultureInfo.InvariantCulture, $"1555200{Interlocked.Increment(ref _persons):0000}"));

    /// <summary>The salon stops as for a deployment and starts again.</summary>
    internal async Task RestartSalonAsync()
    {
        await Salon.DisposeAsync();
        Salon = await StartAsync("salon", concierge => concierge.AddSalon());
    }

    private Task<EmulatorHost> StartAsync(string name, Action<IConciergeBuilder> services) => EmulatorHost.StartAsync(
        Directory.CreateDirectory(Path.Combine(_folder, name)).FullName,
        new HostSetup { Channels = Channels, IsDurable = true, Services = services });
}
