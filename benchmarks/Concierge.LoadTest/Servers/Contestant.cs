namespace Concierge.LoadTest.Servers;

/// <summary>A server to measure.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Assembly">Its dll.</param>
/// <param name="Settings">Environment variables; <c>{data}</c> stands for an empty folder of its own.</param>
internal sealed record Contestant(string Name, string Assembly, IReadOnlyDictionary<string, string> Settings);
