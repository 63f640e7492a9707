namespace Concierge;

/// <summary>Fills a definition's prompts in, for kinds of processing that a package or the host brings. A singleton; thread-safe.</summary>
public interface IPromptWriter
{
    /// <summary>The prompt in the person's language, with its placeholders (<see cref="ServicePrompts"/>) filled in.</summary>
    /// <param name="turn">The turn, for the person.</param>
    /// <param name="definition">Whose prompt it is.</param>
    /// <param name="prompt">One of its prompts.</param>
    string Write(TurnContext turn, ServiceDefinition definition, LocalizedText prompt);
}
