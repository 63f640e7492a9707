using Concierge.Ai.Models;
using Microsoft.Extensions.AI;

namespace Concierge.Ai;

/// <summary>How a model finds in a person's words what the parsers of a form did not find.</summary>
public sealed class AiFormOptions
{
    /// <summary>The keys of the registered <see cref="IChatClient"/>s, as in <see cref="AiServiceOptions.Clients"/>: a small and fast model does.</summary>
    /// <value>The default is empty: the client registered without a key.</value>
    public IList<string> Clients { get; } = [];

    /// <summary>The model; null for the client's own.</summary>
    public string? ModelId { get; set; }

    /// <summary>How long it may take, with a second request where the first answer does not fit. After that the form goes on without it.</summary>
    /// <value>The default is 8 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How much of a message is read, in characters.</summary>
    /// <value>The default is 1000.</value>
    public int MaxTextLength { get; set; } = 1000;

    /// <summary>The longest answer, in tokens; models that think before they answer need more.</summary>
    /// <value>The default is 500.</value>
    public int MaxOutputTokens { get; set; } = 500;

    /// <summary>How freely the model chooses its words; null leaves it out, for models that take none.</summary>
    /// <value>The default is 0.</value>
    public float? Temperature { get; set; } = 0;

    internal SideSettings Settings => new(Clients, ModelId, Temperature, MaxOutputTokens, Timeout, MaxTextLength);
}
