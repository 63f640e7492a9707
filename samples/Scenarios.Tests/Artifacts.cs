using System.Text.Json;
using System.Text.Json.Serialization;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Samples.Scenarios.Tests;

/// <summary>What the conversations left behind: bookings, leads, tickets, orders.</summary>
internal static class Artifacts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The records that forms have filled in, of one kind of artifact.</summary>
    public static async Task<IReadOnlyList<T>> ArtifactsAsync<T>(this ConciergeTestHost bot, string kind)
    {
        IRecordStore records = bot.Services.GetRequiredService<IRecordStore>();
        IReadOnlyList<StoredRecord> all = await records.ListAsync(Artifact.Collection, string.Empty, null, limit: 100, CancellationToken.None);
        return [.. all.Select(Artifact.Read).Where(artifact => artifact?.Kind == kind).Select(artifact => artifact!.Data!.Value.Deserialize<T>(Json)!)];
    }
}
