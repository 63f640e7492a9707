namespace Concierge.Ai;

/// <summary>
/// Marks a public method as a tool for <see cref="AiServiceBuilder.Tools{T}"/>. Describe method and parameters with
/// <see cref="System.ComponentModel.DescriptionAttribute"/>. A parameter of type <see cref="ToolContext"/> is bound by the host
/// and invisible to the model.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolAttribute : Attribute
{
    /// <summary>The name the model sees; null for the method's name without "Async".</summary>
    public string? Name { get; set; }

    /// <inheritdoc cref="ToolPolicy.Effect"/>
    public ToolEffect Effect { get; set; } = ToolEffect.Write;

    /// <inheritdoc cref="ToolPolicy.Confirm"/>
    public ToolConfirmation Confirm { get; set; }

    /// <inheritdoc cref="ToolPolicy.OperatorApproval"/>
    public bool OperatorApproval { get; set; }

    /// <inheritdoc cref="ToolPolicy.Role"/>
    public string? Role { get; set; }

    /// <inheritdoc cref="ToolPolicy.Idempotent"/>
    public bool Idempotent { get; set; }

    /// <inheritdoc cref="ToolPolicy.UntrustedResult"/>
    public bool UntrustedResult { get; set; }

    /// <inheritdoc cref="ToolPolicy.Title"/>
    public string? Title { get; set; }

    /// <summary>How long one call may take, in seconds.</summary>
    /// <value>The default is 15.</value>
    public double TimeoutSeconds { get; set; } = 15;

    internal ToolPolicy ToPolicy() => new()
    {
        Effect = Effect,
        Confirm = Confirm,
        OperatorApproval = OperatorApproval,
        Role = Role,
        Idempotent = Idempotent,
        UntrustedResult = UntrustedResult,
        Title = Title,
        Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
    };
}
