using Concierge.Ai.Models;
using Microsoft.Extensions.AI;

namespace Concierge.Ai;

/// <summary>How a model guesses which service a message is for.</summary>
public sealed class AiClassifierOptions
{
    /// <summary>The keys of the registered <see cref="IChatClient"/>s, as in <see cref="AiServiceOptions.Clients"/>: a small and fast model does.</summary>
    /// <value>The default is empty: the client registered without a key.</value>
    public IList<string> Clients { get; } = [];

    /// <summary>The model; null for the client's own.</summary>
    public string? ModelId { get; set; }

    /// <summary>How long the guess may take. After that nothing is decided.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How much of a message is read, in characters.</summary>
    /// <value>The default is 1000.</value>
    public int MaxTextLength { get; set; } = 1000;

    /// <summary>The longest answer, in tokens; models that think before they answer need more.</summary>
    /// <value>The default is 200.</value>
    public int MaxOutputTokens { get; set; } = 200;

    /// <summary>How freely the model chooses its words; null leaves it out, for models that take none.</summary>
    /// <value>The default is 0.</value>
    public float? Temperature { get; set; } = 0;

    internal SideSettings Settings => new(Clients, ModelId, Temperature, MaxOutputTokens, Timeout, MaxTextLength);
}
