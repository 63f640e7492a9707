namespace Concierge.LoadTest;

/// <summary>What every contestant is configured with.</summary>
internal static class LoadTarget
{
    public const string Path = "/webhooks/meta";
    public const string Secret = "load-test-secret-0123456789abcdef";
}
