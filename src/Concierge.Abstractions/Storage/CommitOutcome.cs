namespace Concierge.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Everything is durable.</summary>
    Saved = 0,

    /// <summary>Nothing was written: somebody else saved the document since it was loaded.</summary>
    Conflict = 1,

    /// <summary>Nothing was written: the lease is lost.</summary>
    Fenced = 2,
}
