namespace Concierge.Ai.Models;

/// <summary>Every client failed.</summary>
internal sealed class ModelUnavailableException() : Exception("No model answered.");
