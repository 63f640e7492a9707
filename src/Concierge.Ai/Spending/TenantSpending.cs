using System.Globalization;
using System.Text.Json;
using Concierge.Storage;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Spending;

/// <summary>
/// A tenant's day over all conversations and all nodes: what a request may cost is reserved before it is made and settled after. A
/// crash leaves its reservation standing until the day ends: too careful rather than too generous.
/// </summary>
internal sealed class TenantSpending(IRecordStore records, IOptions<AiOptions> options, TimeProvider clock)
{
    private const string Collection = "ai.spending";
    private const int MaxTries = 50;

    private readonly UsageLimit _limit = options.Value.PerTenantAndDay;

    /// <summary>Reserves; false when the limit would be passed.</summary>
    public ValueTask<bool> ReserveAsync(string tenant, long tokens, decimal cost, CancellationToken cancellationToken) =>
        _limit.IsSet ? AddAsync(tenant, tokens, cost, isChecked: true, cancellationToken) : ValueTask.FromResult(true);

    /// <summary>Puts what was used in the place of what was reserved.</summary>
    public async ValueTask SettleAsync(string tenant, long tokens, decimal cost, CancellationToken cancellationToken)
    {
        if (_limit.IsSet && (tokens != 0 || cost != 0))
        {
            await AddAsync(tenant, tokens, cost, isChecked: false, cancellationToken);
        }
    }

    private async ValueTask<bool> AddAsync(string tenant, long tokens, decimal cost, bool isChecked, CancellationToken cancellationToken)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{tenant}/{clock.GetUtcNow().UtcDateTime:yyyy-MM-dd}");
        for (int i = 0; i < MaxTries; i++)
        {
            StoredRecord? stored = await records.LoadAsync(Collection, id, cancellationToken);
            TenantDay day = stored is null ? new TenantDay(0, 0) : JsonSerializer.Deserialize(stored.Content.Span, AiJson.Default.TenantDay)!;
            var next = new TenantDay(day.Tokens + tokens, day.Cost + cost);
            if (isChecked && !_limit.Allows(next.Tokens, next.Cost))
            {
                return false;
            }

            var write = new RecordWrite(Collection, id, JsonSerializer.SerializeToUtf8Bytes(next, AiJson.Default.TenantDay)) { ExpectedVersion = stored?.Version ?? 0 };
            if (await records.SaveAsync([write], cancellationToken))
            {
                return true;
            }
        }

        throw new StoreUnavailableException("The tenant's usage cannot be written: too many write it at once.");
    }
}
