using System.Text;
using System.Text.Json;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Artifacts;

/// <summary>The code of docs/services.md that leaves artifacts behind and reads them.</summary>
public sealed class ArtifactSnippets
{
    [Fact]
    public async Task StayService_LeavesABookingAndADocument_ThatAreReadBack()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService<StayService>("stay", s => s.Default()));
        await bot.SaysAsync("a room for three nights").AnswersAsync("Room 12 is yours.");
        await bot.Person("Zoë").SaysAsync("me too");
        var stays = new Stays(bot.Services.GetRequiredService<IRecordStore>());

        IReadOnlyList<Artifact> all = await stays.OfAsync((await bot.Person().DocumentAsync())!.Id, default);

        all.Should().HaveCount(2);
        all.Single(artifact => artifact.Kind == ArtifactKinds.Booking).Data!.Value.Deserialize<Stay>(JsonSerializerOptions.Web).Should().Be(new Stay("12", 3));
        Encoding.UTF8.GetString(all.Single(artifact => artifact.FileName == "stay.txt").Content.Span).Should().Be("Room 12, three nights.");
    }

    private sealed class Stays(IRecordStore records)
    {
        #region read
        public async Task<IReadOnlyList<Artifact>> OfAsync(ConversationId conversation, CancellationToken cancellationToken)
        {
            IReadOnlyList<StoredRecord> page = await records.ListAsync(Artifact.Collection, prefix: $"{conversation}.", after: null, limit: 20, cancellationToken);
            return [.. page.Select(Artifact.Read).OfType<Artifact>()];
        }
        #endregion
    }
}
