namespace Concierge.Ai.Mcp;

/// <summary>
/// An MCP server whose tools a model may use. Read from section <c>Concierge:Ai:Mcp:{name}</c>. Either <see cref="Command"/> or
/// <see cref="Endpoint"/> is set.
/// </summary>
public sealed class McpOptions
{
    /// <summary>The program to start, which speaks over its standard input and output; or null.</summary>
    /// <value>Default null.</value>
    public string? Command { get; set; }

    /// <summary>Its arguments.</summary>
    /// <value>Default empty.</value>
    public IList<string> Arguments { get; set; } = [];

    /// <summary>The folder that it runs in; null for the host's.</summary>
    /// <value>Default null.</value>
    public string? WorkingDirectory { get; set; }

    /// <summary>Environment variables that the program gets, with their values: its own key, for example.</summary>
    /// <value>Default empty.</value>
    public IDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Names of the host's environment variables that the program gets too, next to those without which hardly a program runs
    /// (<c>PATH</c>, <c>HOME</c>, <c>LANG</c>, <c>TMPDIR</c> and their Windows counterparts). It gets no others.
    /// </summary>
    /// <value>Default empty.</value>
    public IList<string> InheritEnvironment { get; set; } = [];

    /// <summary>The address of a server that speaks Streamable HTTP; or null.</summary>
    /// <value>Default null.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>Headers for <see cref="Endpoint"/>, for example <c>Authorization</c>. Secret.</summary>
    /// <value>Default empty.</value>
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a server on another machine may be reached over http.</summary>
    /// <value>Default false.</value>
    public bool AllowHttp { get; set; }

    /// <summary>What the tools' names begin with for the model, followed by an underscore.</summary>
    /// <value>Default null: the name under which the server was added.</value>
    public string? Prefix { get; set; }

    /// <summary>The tools that may be used, by the server's names; empty for all.</summary>
    /// <value>Default empty.</value>
    public IList<string> Tools { get; set; } = [];

    /// <summary>What you know about a tool, by the server's name for it. The server's own hints can only raise it.</summary>
    /// <value>Default empty: a tool that nobody declared counts as <see cref="ToolEffect.Write"/>.</value>
    public IDictionary<string, ToolEffect> Effects { get; set; } = new Dictionary<string, ToolEffect>(StringComparer.Ordinal);

    /// <summary>The time to start or reach the server and get its list of tools.</summary>
    /// <value>Default 20 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The time for one call.</summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the list of tools is used before it is asked for again; a server that announces a change is asked at once.</summary>
    /// <value>Default 10 minutes.</value>
    public TimeSpan RefreshAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a server that could not be reached is left alone.</summary>
    /// <value>Default 15 seconds.</value>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest result, in characters; the rest is cut off and said to be.</summary>
    /// <value>Default 16,000.</value>
    public int MaxResultLength { get; set; } = 16_000;

    /// <summary>The longest description of a tool, in characters: it becomes part of every prompt.</summary>
    /// <value>Default 1,000.</value>
    public int MaxDescriptionLength { get; set; } = 1_000;

    /// <summary>The most tools that are taken from the server, in the order of their names.</summary>
    /// <value>Default 64.</value>
    public int MaxTools { get; set; } = 64;

    /// <summary>The section of a server.</summary>
    /// <param name="name">Its name in this host.</param>
    public static string SectionOf(string name) => $"Concierge:Ai:Mcp:{name}";
}
