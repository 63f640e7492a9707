using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>Reads <c>order</c>.</summary>
internal static class OrderReader
{
    public static OrderBody? Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        string? catalog = null, text = null;
        List<OrderItem> items = [];
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "catalog_id"u8))
            {
                catalog = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "text"u8))
            {
                text = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "product_items"u8))
            {
                ReadItems(ref reader, items);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new OrderBody(catalog, items) { Text = text };
    }

    private static void ReadItems(ref Utf8JsonReader reader, List<OrderItem> items)
    {
        if (!JsonText.TryEnterArray(ref reader))
        {
            return;
        }

        while (JsonText.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                items.Add(ReadItem(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static OrderItem ReadItem(ref Utf8JsonReader reader)
    {
        string? product = null, currency = null;
        decimal? quantity = null, price = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "product_retailer_id"u8))
            {
                product = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "quantity"u8))
            {
                quantity = JsonText.ReadDecimal(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "item_price"u8))
            {
                price = JsonText.ReadDecimal(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "currency"u8))
            {
                currency = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        // A quantity that cannot be read is shown as none rather than guessed.
        return new OrderItem(product ?? string.Empty, quantity ?? 0, price, currency);
    }
}
