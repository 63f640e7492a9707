namespace Concierge;

/// <summary>The kinds of processing that a host knows by these names. Packages and hosts add others with <see cref="IServiceProcessor"/>.</summary>
public static class ServiceKinds
{
    /// <summary>A class or a method of the host's own: registered with <c>AddService</c> under the service's name.</summary>
    public const string Code = "code";

    /// <summary>A fixed answer: <see cref="ServicePrompts.Answer"/>.</summary>
    public const string Answer = "answer";

    /// <summary>A person answers.</summary>
    public const string Human = "human";

    /// <summary>A language model answers. Needs a package that brings it.</summary>
    public const string Ai = "ai";

    /// <summary>A language model answers first; a person on request or when it fails.</summary>
    public const string Hybrid = "hybrid";

    /// <summary>Fields are asked for: <see cref="ServiceDefinition.Form"/>.</summary>
    public const string Form = "form";
}
