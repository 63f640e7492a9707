namespace Concierge.Ai;

/// <summary>
/// A web service as a tool. Host and path are the definition's; the model's arguments are escaped into the path, the query or the JSON body and
/// cannot lead anywhere else. Redirects are not followed. The result counts as somebody else's text.
/// </summary>
public sealed class RemoteAction
{
    /// <summary>What it does, for the model.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The HTTP method.</summary>
    /// <value>The default is GET.</value>
    public string Method { get; set; } = "GET";

    /// <summary>
    /// The address, https (http for this machine only). <c>{name}</c> behind the host stands for the argument of that name; <c>{@tenant}</c>,
    /// <c>{@conversation}</c> and <c>{@phone}</c> are filled in by the host and invisible to the model. What is not in the address is sent as a JSON body,
    /// except with GET.
    /// </summary>
    public string Url { get; set; } = string.Empty;

    /// <summary>Headers. <c>{secret:Name}</c> stands for the setting of that name, so that no secret is written here.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The arguments, as a JSON schema of an object; null for none.</summary>
    public string? Schema { get; set; }

    /// <summary>Where in the JSON answer the result is, as names parted by dots; null for all of it.</summary>
    public string? ResultPath { get; set; }

    /// <summary>What it does to the world; null for <see cref="ToolEffect.Read"/> with GET and <see cref="ToolEffect.Write"/> else.</summary>
    public ToolEffect? Effect { get; set; }

    /// <inheritdoc cref="ToolPolicy.Confirm"/>
    public ToolConfirmation Confirm { get; set; }

    /// <inheritdoc cref="ToolPolicy.OperatorApproval"/>
    public bool OperatorApproval { get; set; }

    /// <inheritdoc cref="ToolPolicy.Role"/>
    public string? Role { get; set; }

    /// <summary>Calling it twice with the same <c>Idempotency-Key</c> header has the effect of once. The header is always sent.</summary>
    public bool Idempotent { get; set; }

    /// <inheritdoc cref="ToolPolicy.Title"/>
    public string? Title { get; set; }

    /// <summary>How long one call may take.</summary>
    /// <value>The default is 15 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    internal ToolPolicy Policy => new()
    {
        Effect = Effect ?? (IsGet ? ToolEffect.Read : ToolEffect.Write),
        Confirm = Confirm,
        OperatorApproval = OperatorApproval,
        Role = Role,
        Idempotent = Idempotent,
        Title = Title,
        Timeout = Timeout,
        UntrustedResult = true,
    };

    internal bool IsGet => string.Equals(Method, "GET", StringComparison.OrdinalIgnoreCase);
}
