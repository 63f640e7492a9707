using Concierge.Storage;
using Concierge.Tests.Desk;

namespace Concierge.Tests.Storage;

public sealed class MailboxCapabilityTests
{
    [Theory]
    [InlineData(MailboxCapabilities.Deduplication | MailboxCapabilities.Delay, "*lacks Fence:*")]
    [InlineData(MailboxCapabilities.Fence, "*lacks Deduplication, Delay:*")]
    public async Task Host_MailboxLacksSomething_DoesNotStartAndSaysWhat(MailboxCapabilities capabilities, string message)
    {
        Func<Task> start = async () =>
        {
            await using DeskHost host = await DeskHost.StartAsync(concierge => RefusingMailbox.Use(concierge.AddEcho().Services, static () => false, capabilities));
        };

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(message);
    }
}
