namespace Concierge.Storage.Sqlite;

/// <summary>How hard a commit is driven to the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>Every commit is on the disk before it is acknowledged.</summary>
    Full = 0,

    /// <summary>A power failure may lose the last acknowledged commits; the death of the process does not.</summary>
    Normal = 1,
}
