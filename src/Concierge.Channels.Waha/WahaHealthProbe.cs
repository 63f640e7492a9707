using Concierge.Channels.Http;
using Concierge.Channels.Waha.Outbound;
using Concierge.Channels.Waha.Wire;
using Concierge.Health;

namespace Concierge.Channels.Waha;

/// <summary>Ready while every session is WORKING. What it saw is kept for a while, so that readiness requests do not become load.</summary>
internal sealed class WahaHealthProbe(IEnumerable<IChannelSource> sources, ProviderClient client, TimeProvider time) : IHealthProbe
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private readonly WahaClient _client = new(client);
    private volatile Tuple<long, ComponentHealth>? _seen;

    public string Name => WahaChannel.ChannelName;

    public async ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken)
    {
        if (_seen is { } seen && time.GetElapsedTime(seen.Item1) < Fresh)
        {
            return seen.Item2;
        }

        var troubles = new List<string>();
        foreach (ProviderAccount<WahaSettings> account in sources.OfType<WahaChannelSource>().SelectMany(static source => source.Accounts))
        {
            if (await TroubleAsync(account, cancellationToken) is { } trouble)
            {
                troubles.Add($"{account.Key.Name}: {trouble}");
            }
        }

        var health = new ComponentHealth(troubles.Count == 0, troubles.Count == 0 ? "Every session works." : string.Join(' ', troubles));
        _seen = Tuple.Create(time.GetTimestamp(), health);
        return health;
    }

    private async ValueTask<string?> TroubleAsync(ProviderAccount<WahaSettings> account, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings)
        {
            return "the settings are not valid.";
        }

        ProviderReply reply = await _client.SendAsync(settings, HttpMethod.Get, $"api/sessions/{settings.Session}", null, cancellationToken);
        if (!reply.IsSuccess)
        {
            return reply.Status == 0 ? "the server cannot be reached." : $"the server answered {reply.Status}. Check that the session exists and that the key is right.";
        }

        string? status = Answer.TryRead(reply.Body)?.Status;
        return status == SessionStatus.Working ? null : $"{SessionStatus.Word(status)}. {SessionStatus.Describe(status)}";
    }
}
