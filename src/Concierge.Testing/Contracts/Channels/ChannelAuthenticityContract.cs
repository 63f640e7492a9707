using Concierge.Channels;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>Only what the provider signed gets in.</summary>
/// <typeparam name="TFixture">The channel's fixture.</typeparam>
public abstract class ChannelAuthenticityContract<TFixture> : ChannelContract<TFixture>
    where TFixture : ChannelContractFixture, new()
{
    private ReadOnlyMemory<byte> Body => Fixture.TextWebhook("contract-1", "Hello 😀");

    /// <summary>S01: signed samples are accepted, whatever characters are in them.</summary>
    [Fact]
    public void Authenticate_SignedBodies_AreAuthentic()
    {
        for (int i = 0; i < 200; i++)
        {
            ReadOnlyMemory<byte> body = Fixture.TextWebhook($"contract-{i}", $"n° {i} é 😀 \" \\ \n {new string('x', i)}");
            Assert.Equal(WebhookVerdict.Authentic, Channel.Authenticate(Fixture.Signed(body)));
        }
    }

    /// <summary>S03: the raw bytes count, not their meaning.</summary>
    [Fact]
    public void Authenticate_BodyChangedInAnyWay_IsRejected()
    {
        Dictionary<string, StringValues> headers = Fixture.Headers(Body);
        byte[] body = Body.ToArray();
        Assert.Equal(WebhookVerdict.Rejected, Channel.Authenticate(Fixture.Request(body.AsMemory(1), headers)));
        Assert.Equal(WebhookVerdict.Rejected, Channel.Authenticate(Fixture.Request(ReadOnlyMemory<byte>.Empty, headers)));
        Assert.Equal(WebhookVerdict.Rejected, Channel.Authenticate(Fixture.Request(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(body).ToArray(), headers)));
        for (int bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(WebhookVerdict.Rejected, Channel.Authenticate(Fixture.Request(body, headers)));
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    /// <summary>S01: no signature, an empty one, two of them.</summary>
    [Fact]
    public void Authenticate_SignatureMissingEmptyOrDoubled_IsRejected()
    {
        string signature = Fixture.Sign(Body)[Fixture.SignatureHeader];
        foreach (StringValues values in new[] { StringValues.Empty, new StringValues(string.Empty), new StringValues(" "), new StringValues((string?)null), new StringValues([signature, signature]), new StringValues([signature, "x"]), new StringValues($"{signature},{signature}") })
        {
            Dictionary<string, StringValues> headers = Fixture.Headers(Body);
            headers[Fixture.SignatureHeader] = values;
            Assert.Equal(WebhookVerdict.Rejected, Channel.Authenticate(Fixture.Request(Body, headers)));
        }
    }

    /// <summary>S01: every one-character change, cut and addition of the signature.</summary>
    [Fact]
    public void Authenticate_SignatureChangedInAnyWay_IsRejected()
    {
        string signature = Fixture.Sign(Body)[Fixture.SignatureHeader];
        var forged = new List<string> { $" {signature}", $"{signature} ", $"{signature}=", $"{signature}0", $"{signature}\n", $"\"{signature}\"", signature.ToUpperInvariant(), "x" };
        for (int i = 0; i < signature.Length; i++)
        {
            forged.Add(signature[..i]);
            forged.Add(signature.Remove(i, 1));
            forged.Add($"{signature[..i]}{(signature[i] == '1' ? '2' : '1')}{signature[(i + 1)..]}");
        }

        foreach (string value in forged)
        {
            Dictionary<string, StringValues> headers = Fixture.Headers(Body);
            headers[Fixture.SignatureHeader] = value;
            Assert.Equal(WebhookVerdict.Rejected, Channel.Authenticate(Fixture.Request(Body, headers)));
        }
    }
}
