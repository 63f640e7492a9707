namespace Concierge.Ai.OpenAiCompatible;

/// <summary>
/// A model behind an endpoint that speaks OpenAI's wire protocol. Read from section <c>Concierge:Ai</c>, or
/// <c>Concierge:Ai:Models:{name}</c> for a named one; a named one without an <see cref="Endpoint"/> uses the endpoint and the
/// key of <c>Concierge:Ai</c>. Changes take effect with the next request.
/// </summary>
public sealed class OpenAiCompatibleOptions
{
    /// <summary>The section of the model without a name.</summary>
    public const string Section = "Concierge:Ai";

    /// <summary>
    /// The address up to the version, without <c>/chat/completions</c>: <c>https://api.openai.com/v1</c>,
    /// <c>http://localhost:11434/v1</c>. A query (<c>?api-version=…</c>) is kept.
    /// </summary>
    /// <value>No default; required.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name, as the endpoint knows it.</summary>
    /// <value>No default; required.</value>
    public string? Model { get; set; }

    /// <summary>The key. Never appears in an exception or a log.</summary>
    /// <value>Default null; required unless the endpoint is on this machine or <see cref="AllowNoApiKey"/> is set.</value>
    public string? ApiKey { get; set; }

    /// <summary>The header that carries the key: <c>api-key</c> for Azure.</summary>
    /// <value>Default null: <c>Authorization: Bearer</c>.</value>
    public string? ApiKeyHeader { get; set; }

    /// <summary>Whether an endpoint on another machine may be used without a key.</summary>
    /// <value>Default false.</value>
    public bool AllowNoApiKey { get; set; }

    /// <summary>Whether an endpoint on another machine may be reached over http: everything, the key too, is then readable on the way.</summary>
    /// <value>Default false.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Further headers for every request, for example <c>OpenAI-Organization</c>. Treated as secret.</summary>
    /// <value>Default empty.</value>
    public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name under which the server takes the limit of output tokens.</summary>
    /// <value>Default <see cref="OpenAiCompatible.TokenLimitField.Auto"/>.</value>
    public TokenLimitField TokenLimitField { get; set; }

    /// <summary>
    /// Whether a JSON schema for the answer is sent as strict: every property required, none additional. A tool is strict only if
    /// its <c>AdditionalProperties["strict"]</c> is true.
    /// </summary>
    /// <value>Default true.</value>
    public bool StrictJsonSchema { get; set; } = true;

    /// <summary>Whether a streamed answer is asked to end with its usage. Only servers that refuse <c>stream_options</c> need false.</summary>
    /// <value>Default true.</value>
    public bool StreamUsage { get; set; } = true;

    /// <summary>The time to reach the endpoint.</summary>
    /// <value>Default 10 seconds.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time from the request to the first event of a streamed answer; comments that keep the connection open do not count.</summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause between two events of a streamed answer.</summary>
    /// <value>Default 15 seconds.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The time for one request to the last byte of its answer, streamed or not.</summary>
    /// <value>Default 1 minute.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest answer that is read, in bytes; embeddings may be eight times as long.</summary>
    /// <value>Default 4 MiB.</value>
    public int MaxResponseBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The largest file that is sent for transcription, in bytes.</summary>
    /// <value>Default 25 MiB, which is OpenAI's own limit.</value>
    public int MaxUploadBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>The section of a model.</summary>
    /// <param name="name">Its name; null or empty for the one without.</param>
    public static string SectionOf(string? name) => string.IsNullOrEmpty(name) ? Section : $"{Section}:Models:{name}";

    /// <summary>The name of the HTTP client of a model, for <c>services.AddHttpClient(…)</c>: a proxy, a handler of your own.</summary>
    /// <param name="name">Its name; null or empty for the one without.</param>
    public static string HttpClientName(string? name) => string.IsNullOrEmpty(name) ? "Concierge.Ai.OpenAiCompatible" : $"Concierge.Ai.OpenAiCompatible:{name}";
}
