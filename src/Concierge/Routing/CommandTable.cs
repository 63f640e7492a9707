using System.Collections.Frozen;
using Concierge.Routing.Keywords;
using Concierge.Services;
using Microsoft.Extensions.Options;

namespace Concierge.Routing;

/// <summary>The words that are commands when they are the whole message.</summary>
internal sealed class CommandTable
{
    public const string Menu = "menu";
    public const string Stop = "stop";
    public const string Agent = "agent";

    private const string ChoicePrefix = "command:";

    private readonly FrozenDictionary<string, string> _byWord;
    private readonly FrozenDictionary<string, HostCommand> _hostCommands;

    public CommandTable(RoutingBuilder routing, IOptions<ConciergeOptions> options)
    {
        var byWord = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (HostCommand command in routing.Commands)
        {
            Add(byWord, command.Name, command.Words);
        }

        foreach ((string name, List<string> words) in options.Value.Routing.Commands)
        {
            Add(byWord, name.ToLowerInvariant(), words);
        }

        _byWord = byWord.ToFrozenDictionary(StringComparer.Ordinal);
        _hostCommands = routing.Commands.GroupBy(command => command.Name).ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    public HostCommand? FindHostCommand(string name) => _hostCommands.GetValueOrDefault(name);

    /// <summary>
    /// The command that a message is, or null. A built-in word that a service has as its keyword is that service's.
    /// </summary>
    public string? Find(TurnContext turn, CatalogueSnapshot catalogue)
    {
        if (turn.Messages.Count != 1)
        {
            return null;
        }

        switch (turn.Message.Body)
        {
            case ChoiceBody choice when choice.ChoiceId.StartsWith(ChoicePrefix, StringComparison.Ordinal):
                return choice.ChoiceId[ChoicePrefix.Length..];
            case TextBody { Text.Length: > 0 and <= 64 } text:
                string folded = TextFolding.Fold(text.Text);
                return _byWord.TryGetValue(folded, out string? name) && (_hostCommands.ContainsKey(name) || !catalogue.HasKeyword(folded)) ? name : null;
            default:
                return null;
        }
    }

    private static void Add(Dictionary<string, string> byWord, string name, IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            byWord.TryAdd(TextFolding.Fold(word), name);
        }
    }
}
