namespace Concierge.Reliability.Tests.Rig;

/// <summary>The one account that host and fake provider share. The values open nothing.</summary>
internal static class MetaAccount
{
    public const string AppSecret = "5f2b7c1e9a8d4036b1c2d3e4f5a60718";

    public const string VerifyToken = "verify-7Qm2xKp9";

    public const string AccessToken = "EAAreliability0rig0token";

    public const string PhoneNumberId = "106540352242922";

    public const string ApiVersion = "v23.0";

    public const string AdminKey = "admin-Zt4hV8nQ2rLw6yBc";

    /// <summary>The number of the n-th person.</summary>
    public static string Person(int n) => $"4477009{n:D5}";
}
