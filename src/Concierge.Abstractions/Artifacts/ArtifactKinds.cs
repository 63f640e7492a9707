namespace Concierge;

/// <summary>The kinds of artifacts that have a name everywhere. A host may use any other.</summary>
public static class ArtifactKinds
{
    /// <summary>An answer that is worth keeping.</summary>
    public const string Response = "response";

    /// <summary>A file made for the person.</summary>
    public const string Document = "document";

    /// <summary>
    /// Something for a colleague to look into. A service of the kind <see cref="ServiceKinds.Human"/> or <see cref="ServiceKinds.Hybrid"/> that names it among its
    /// <see cref="ServiceDefinition.ArtifactKinds"/> makes one when it hands over.
    /// </summary>
    public const string Ticket = "ticket";

    /// <summary>Somebody who may become a customer.</summary>
    public const string Lead = "lead";

    /// <summary>An appointment or a table.</summary>
    public const string Booking = "booking";
}
