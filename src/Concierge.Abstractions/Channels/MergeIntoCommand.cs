namespace Concierge.Channels;

/// <summary>The person of this conversation is the person of another one: what is known of the person goes there.</summary>
/// <param name="Into">The other conversation.</param>
public sealed record MergeIntoCommand(ConversationId Into) : ConversationCommand
{
    /// <summary>Both are on one account: what is written here goes there from now on.</summary>
    public bool Moves { get; init; }

    /// <summary>Only the wish to get no messages is taken along: the address may have been somebody else's before.</summary>
    public bool OnlyRefusals { get; init; }
}
