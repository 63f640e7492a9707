namespace Concierge.Samples.Quickstart;

/// <summary>What the bakery sells.</summary>
internal static class Bakery
{
    public static IReadOnlyList<Choice> Products { get; } =
    [
        new Choice("rye", "Rye bread") { Section = "Bread", Description = "Dark and dense, 1 kg, 4.80" },
        new Choice("sourdough", "Sourdough") { Section = "Bread", Description = "Wheat, 750 g, 5.20" },
        new Choice("walnut", "Walnut bread") { Section = "Bread", Description = "With whole nuts, 500 g, 4.50" },
        new Choice("apple", "Apple cake") { Section = "Cakes", Description = "A slice, 3.20" },
        new Choice("cheese", "Cheesecake") { Section = "Cakes", Description = "A slice, 3.60" },
    ];

    public static string? Title(string productId) => Products.FirstOrDefault(product => product.Id == productId)?.Title;
}
