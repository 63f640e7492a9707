namespace Concierge;

/// <summary>A classifier's guess.</summary>
/// <param name="Service">The name of one of the candidates; any other counts as none.</param>
/// <param name="Confidence">Between 0 and 1. Below <c>Concierge:Routing:ClassificationThreshold</c> it counts as none.</param>
public sealed record ServiceClassification(string Service, double Confidence);
