using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Tests;

/// <summary>Keeps every line that is logged, at every level.</summary>
internal sealed class RecordingLogger : ILoggerFactory, ILogger
{
    public List<(LogLevel Level, string Text)> Lines { get; } = [];

    /// <summary>Each line without its exception, and the values it was made of.</summary>
    public List<(LogLevel Level, string Message, IReadOnlyList<KeyValuePair<string, object?>> Fields)> Entries { get; } = [];

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
        {
            Entries.Add((logLevel, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? []));
            Lines.Add((logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}"));
        }
    }
}
