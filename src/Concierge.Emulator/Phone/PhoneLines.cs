using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Phone;

/// <summary>
/// The lines that the host has: its registered accounts whose API is the emulator's. A real account is no line, so that nothing
/// that is typed on the page is answered to a real person.
/// </summary>
internal sealed class PhoneLines(IServiceProvider services, IConfiguration configuration)
{
    // Made late: providers, channels and lines need each other.
    private readonly Lazy<IReadOnlyList<PhoneLine>> _registered = new(() => Make(services, configuration));

    public IReadOnlyList<PhoneLine> All => [.. _registered.Value.Where(static line => line.IsEmulated)];

    /// <summary>The account of a channel that is registered, whatever its API; null where the emulator does not know the provider.</summary>
    public PhoneLine? FindRegistered(AccountKey account) =>
        _registered.Value.FirstOrDefault(line => line.Account == account);

    public PhoneLine? Find(string? key) => All.FirstOrDefault(line => line.Key == key);

    /// <summary>The line of a page's request: the one named, or the first if none is.</summary>
    public PhoneLine? FindOrFirst(string? key) => string.IsNullOrEmpty(key) ? All.FirstOrDefault() : Find(key);

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
