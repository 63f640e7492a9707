using System.Text.Json.Serialization;

namespace Concierge.Ai.Tests.Extraction;

internal sealed record Listing(string Brand, decimal Price, string Currency)
{
    public int? Year { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Listing))]
internal sealed partial class ListingJson : JsonSerializerContext;
