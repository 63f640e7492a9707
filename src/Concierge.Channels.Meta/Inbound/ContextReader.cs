using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>Reads what a message refers to: the quoted message and the advertisement.</summary>
internal static class ContextReader
{
    public static MessageContext? ReadContext(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        string? id = null, product = null;
        bool forwarded = false, often = false;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "id"u8))
            {
                id = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "forwarded"u8))
            {
                forwarded = JsonText.ReadBoolean(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "frequently_forwarded"u8))
            {
                often = JsonText.ReadBoolean(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "referred_product"u8))
            {
                product = ReadProduct(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new MessageContext { QuotedMessageId = id, IsForwarded = forwarded || often, IsFrequentlyForwarded = often, ProductId = product };
    }

    public static AdReferral? ReadReferral(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        string? type = null, id = null, url = null, headline = null, body = null, click = null;
        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "source_type"u8))
            {
                type = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "source_id"u8))
            {
                id = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "source_url"u8))
            {
                url = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "headline"u8))
            {
                headline = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "body"u8))
            {
                body = JsonText.ReadText(ref reader);
            }
            else if (JsonText.NameIs(ref reader, "ctwa_clid"u8))
            {
                click = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return new AdReferral { SourceType = type, SourceId = id, SourceUrl = url, Headline = headline, Body = body, ClickId = click };
    }

    private static string? ReadProduct(ref Utf8JsonReader reader)
    {
        string? product = null;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (JsonText.NameIs(ref reader, "product_retailer_id"u8))
            {
                product = JsonText.ReadText(ref reader);
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }

        return product;
    }
}
