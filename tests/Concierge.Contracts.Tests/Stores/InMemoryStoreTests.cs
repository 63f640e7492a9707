using Concierge.InMemory;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Contracts.Tests.Stores;

public sealed class InMemoryStoreTests
{
    [Fact]
    public async Task AbandonLeases_LeasesWereLive_AreEndedAndTheirItemsLeasedAgain()
    {
        var store = new InMemoryStore(TimeProvider.System, 100);
        await store.AppendAsync([Item("a"), Item("b")], default);
        IReadOnlyList<MailboxLease> before = await store.ReceiveAsync(10, default);

        store.AbandonLeases();
        IReadOnlyList<MailboxLease> after = await store.ReceiveAsync(10, default);

        after.Select(lease => lease.Conversation).Should().Equal(before.Select(lease => lease.Conversation));
        after.Should().OnlyContain(lease => lease.Items[0].Deliveries == 2);
        (await store.RenewAsync(before[0], default)).Should().BeFalse();
        (await store.RenewAsync(after[0], default)).Should().BeTrue();
    }

    [Fact]
    public async Task UseInMemory_CalledTwice_OneStoreStandsBehindAllContracts()
    {
        var services = new ServiceCollection();
        services.AddOptions();
        services.Configure<ConciergeOptions>(options => options.MaxBacklog = 1);
        var builder = new Builder(services);
        builder.UseInMemory().UseInMemory();
        await using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var mailbox = provider.GetRequiredService<IMailbox>();
        provider.GetRequiredService<IConversationStore>().Should().BeSameAs(mailbox);
        provider.GetRequiredService<ITranscriptStore>().Should().BeSameAs(mailbox);
        provider.GetServices<IContactDirectory>().Should().ContainSingle().Which.Should().BeSameAs(mailbox);
        (await mailbox.AppendAsync([Item("a")], default)).Status.Should().Be(AppendStatus.Stored);
        (await mailbox.AppendAsync([Item("a")], default)).Status.Should().Be(AppendStatus.Overloaded);
    }

    private static MailboxAppend Item(string conversation) => new()
    {
        Conversation = new ConversationId(conversation),
        Key = 0,
        Payload = "x"u8.ToArray(),
        ReceivedAt = DateTimeOffset.UnixEpoch,
    };

    private sealed record Builder(IServiceCollection Services) : IConciergeBuilder;
}
