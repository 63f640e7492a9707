using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Phone;

/// <summary>The lines that the host has: its registered accounts, as far as the emulator speaks their provider's language.</summary>
internal sealed class PhoneLines(IServiceProvider services, IConfiguration configuration)
{
    // Made late: providers, channels and lines need each other.
    private readonly Lazy<IReadOnlyList<PhoneLine>> _all = new(() => Make(services, configuration));

    public IReadOnlyList<PhoneLine> All => _all.Value;

    public PhoneLine? Find(string? key) => All.FirstOrDefault(line => line.Key == key);

    /// <summary>The line of a page's request: the one named, or the first if none is.</summary>
    public PhoneLine? FindOrFirst(string? key) => string.IsNullOrEmpty(key) ? (All.Count > 0 ? All[0] : null) : Find(key);

    public IEnumerable<PhoneLine> Of(IEmulatedProvider provider) => All.Where(line => line.Provider == provider);

    private static IReadOnlyList<PhoneLine> Make(IServiceProvider services, IConfiguration configuration)
    {
        IEmulatedProvider[] providers = [.. services.GetServices<IEmulatedProvider>()];
        return
        [
            .. from channel in services.GetRequiredService<ConciergeJourney>().Channels
               from provider in providers
               where provider.Channel == channel.Account.Channel
               select new PhoneLine(provider, channel.Account.Name, configuration),
        ];
    }
}
