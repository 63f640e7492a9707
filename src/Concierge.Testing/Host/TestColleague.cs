namespace Concierge.Testing;

/// <summary>A colleague at the desk.</summary>
public sealed class TestColleague
{
    private readonly ConciergeTestHost _host;

    internal TestColleague(ConciergeTestHost host, string name)
    {
        _host = host;
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Takes the conversation with a person over: the bot is silent.</summary>
    /// <exception cref="InvalidOperationException">The person has not written yet.</exception>
    public Task TakesOverAsync(TestPerson person) => _host.ActAsync(person, (desk, conversation) => desk.TakeOverAsync(conversation, Name));

    /// <summary>Approves or refuses an action that waits for it.</summary>
    /// <exception cref="InvalidOperationException">The person has not written yet.</exception>
    public Task DecidesAsync(TestPerson person, string actionId, bool isApproved) =>
        _host.ActAsync(person, (desk, conversation) => desk.DecideAsync(conversation, actionId, isApproved, Name));

    /// <summary>Gives the conversation back to the bot.</summary>
    /// <exception cref="InvalidOperationException">The person has not written yet.</exception>
    public Task HandsBackAsync(TestPerson person) => _host.ActAsync(person, (desk, conversation) => desk.HandBackAsync(conversation, Name));

    /// <summary>Writes to a person, which also takes the conversation over.</summary>
    /// <exception cref="InvalidOperationException">The person has not written yet.</exception>
    public Task WritesAsync(TestPerson person, string text) =>
        _host.ActAsync(person, (desk, conversation) => desk.ReplyAsync(conversation, new TextMessage(text), Name));
}
