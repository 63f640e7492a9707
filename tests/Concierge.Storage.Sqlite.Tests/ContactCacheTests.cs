namespace Concierge.Storage.Sqlite.Tests;

public sealed class ContactCacheTests : IDisposable
{
    private static readonly AccountKey Account = new("meta", "default");
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ResolveAsync_KnownPerson_NeedsNoDatabase()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        ContactAddress[] known = [new(ContactAddressKind.Phone, "33612345678"), new(ContactAddressKind.Lid, "1@lid")];
        ConversationId first = await store.Contacts.ResolveAsync(Account, known, () => new ConversationId("c1"), default);
        store.Engine.Readers.Dispose();

        (await store.Contacts.ResolveAsync(Account, known, () => new ConversationId("c2"), default)).Should().Be(first);
        (await store.Contacts.FindAsync(Account, known, default)).Should().Be(first);
        Func<Task> unknown = async () => await store.Contacts.FindAsync(Account, [new(ContactAddressKind.Phone, "1")], default);
        await unknown.Should().ThrowAsync<StoreUnavailableException>();
    }

    [Fact]
    public void AliasCache_MoreThanItHolds_ForgetsWhatWasNotAskedForLately()
    {
        var cache = new AliasCache(capacity: 10);
        cache.Add(Name("kept"), "c");
        for (int i = 0; i < 100; i++)
        {
            cache.Add(Name($"a{i}"), "c");
            cache.Find(Name("kept")).Should().Be("c");
        }

        Enumerable.Range(0, 100).Count(i => cache.Find(Name($"a{i}")) is not null).Should().BeLessThanOrEqualTo(10);
        cache.Find(Name("a0")).Should().BeNull();
    }

    private static AliasName Name(string value) => new(new AccountKey("meta", "default"), ContactAddressKind.Phone, value);
}
