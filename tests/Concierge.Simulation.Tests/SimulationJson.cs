using System.Text.Json.Serialization;

namespace Concierge.Simulation.Tests;

[JsonSerializable(typeof(int))]
internal sealed partial class SimulationJson : JsonSerializerContext;
