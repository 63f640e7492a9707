#pragma warning disable CS1591 // the name of a test says what it proves
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>What <see cref="IContactDirectory"/> promises. Derive from it in a store's tests and give it a fixture.</summary>
public abstract class ContactDirectoryContract : StoreContract
{
    private static readonly AccountKey Account = new("meta", "default");
    private static readonly ContactAddress Phone = new(ContactAddressKind.Phone, "33612345678");
    private static readonly ContactAddress Lid = new(ContactAddressKind.Lid, "123@lid");
    private static readonly ContactAddress UserId = new(ContactAddressKind.UserId, "FR.99");
    private int _made;

    [Fact]
    public async Task ResolveAsync_Unknown_TakesANewIdAndKeepsIt()
    {
        ConversationId first = await ResolveAsync(Phone);
        await ReopenIfDurableAsync();
        Assert.Equal(first, await ResolveAsync(Phone));
        Assert.Equal(Id("c1"), first);
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task ResolveAsync_KnownAndNewAlias_LinksTheNewOne()
    {
        ConversationId first = await ResolveAsync(Phone);
        Assert.Equal(first, await ResolveAsync(Lid, Phone));
        await ReopenIfDurableAsync();
        Assert.Equal(first, await ResolveAsync(Lid));
        Assert.Equal(first, await ResolveAsync(UserId, Lid));
        Assert.Equal(first, await ResolveAsync(UserId));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task ResolveAsync_SeveralNewAliases_AllFindIt()
    {
        ConversationId first = await ResolveAsync(Phone, Lid, UserId);
        Assert.Equal([first, first, first], [await ResolveAsync(UserId), await ResolveAsync(Lid), await ResolveAsync(Phone)]);
    }

    [Fact]
    public async Task ResolveAsync_AliasesOfTwoConversations_EarlierAddressWinsAndNeitherMoves()
    {
        ConversationId phone = await ResolveAsync(Phone);
        ConversationId lid = await ResolveAsync(Lid);
        Assert.NotEqual(phone, lid);
        Assert.Equal(lid, await ResolveAsync(UserId, Lid, Phone));
        Assert.Equal(phone, await ResolveAsync(Phone, Lid, UserId));
        Assert.Equal([phone, lid, lid], [await ResolveAsync(Phone), await ResolveAsync(Lid), await ResolveAsync(UserId)]);
    }

    [Fact]
    public async Task ResolveAsync_SameAddressElsewhere_IsAnotherConversation()
    {
        ConversationId here = await ResolveAsync(Phone);
        ConversationId otherAccount = await Contacts.ResolveAsync(new AccountKey("meta", "second"), [Phone], NewId, None);
        ConversationId otherChannel = await Contacts.ResolveAsync(new AccountKey("waha", "default"), [Phone], NewId, None);
        ConversationId otherKind = await ResolveAsync(new ContactAddress(ContactAddressKind.Other, Phone.Value));
        ConversationId otherCase = await ResolveAsync(UserId, new ContactAddress(ContactAddressKind.UserId, "fr.99"));
        Assert.Equal(5, new[] { here, otherAccount, otherChannel, otherKind, otherCase }.Distinct().Count());
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnceForOnePerson_Agree()
    {
        ContactAddress[][] ways = [[Phone, Lid], [Lid, Phone], [Phone], [UserId, Phone], [Phone, UserId]];
        await ResolveAsync(Phone);
        ConversationId[] found = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () => await ResolveAsync(ways[i % ways.Length]))));
        Assert.Single(found.Distinct());
    }

    [Fact]
    public async Task ResolveAsync_ManyAtOnceForUnknown_AgreeOnOneNewId()
    {
        for (int person = 0; person < 20; person++)
        {
            var address = new ContactAddress(ContactAddressKind.Phone, $"100{person}");
            ConversationId[] found = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () => await ResolveAsync(address))));
            ConversationId agreed = Assert.Single(found.Distinct());
            Assert.Equal(agreed, await Contacts.FindAsync(Account, [address], None));
        }
    }

    [Fact]
    public async Task FindAsync_Unknown_IsNullAndWritesNothing()
    {
        Assert.Null(await Contacts.FindAsync(Account, [Phone], None));
        ConversationId lid = await ResolveAsync(Lid);
        Assert.Equal(lid, await Contacts.FindAsync(Account, [Phone, Lid], None));
        Assert.Null(await Contacts.FindAsync(Account, [Phone], None));
        Assert.Null(await Contacts.FindAsync(Account, [], None));
    }

    private ValueTask<ConversationId> ResolveAsync(params ContactAddress[] addresses) => Contacts.ResolveAsync(Account, addresses, NewId, None);

    private ConversationId NewId() => Id($"c{Interlocked.Increment(ref _made)}");
}
