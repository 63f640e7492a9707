namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>A person was erased by one node while another remembers the aliases.</summary>
public sealed class ErasedElsewhereTests : IAsyncLifetime
{
    private static readonly AccountKey Account = new("meta", "default");
    private static readonly ContactAddress Phone = new(ContactAddressKind.Phone, "33612345678");
    private static readonly ContactAddress Lid = new(ContactAddressKind.Lid, "1@lid");

    private readonly string _schema = TestCluster.NewSchema();
    private TestStore _here = null!;
    private TestStore _there = null!;

    public async Task InitializeAsync()
    {
        _here = await TestStore.OpenAsync(TestStore.Options(_schema));
        _there = await TestStore.OpenAsync(TestStore.Options(_schema));
        await _here.Contacts.ResolveAsync(Account, [Phone], () => new ConversationId("old"), default);
        (await _there.Contacts.FindAsync(Account, [Phone], default)).Should().Be(new ConversationId("old"));
        await _here.Mailbox.AppendAsync([Items.New("old", "erase")], default);
        MailboxLease lease = (await _here.Mailbox.ReceiveAsync(1, default)).Single();
        await _here.Erasures.EraseAsync(new Erasure { Lease = lease, At = DateTimeOffset.UtcNow, Through = lease.Items[0].Sequence }, default);
    }

    public async Task DisposeAsync()
    {
        _here.Dispose();
        _there.Dispose();
        await TestCluster.Server.ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
    }

    [Fact]
    public async Task ResolveAsync_WithANewAlias_LinksItToANewConversation()
    {
        (await _there.Contacts.ResolveAsync(Account, [Phone, Lid], () => new ConversationId("fresh"), default)).Value.Should().Be("fresh");
        (await _here.Contacts.FindAsync(Account, [Phone], default)).Should().Be(new ConversationId("fresh"));
    }

    [Fact]
    public async Task FindAsync_TheErasedConversation_ForgetsWhatWasRemembered()
    {
        (await _there.Erasures.FindAsync(new ConversationId("old"), default)).Should().NotBeNull();

        (await _there.Contacts.FindAsync(Account, [Phone], default)).Should().BeNull();
        (await _there.Erasures.FindAsync(Account, [Phone], 7, default)).Should().Match<ErasedContact>(erased => !erased.IsKeyKnown);
    }
}
