using System.Security.Cryptography;
using System.Text;
using Concierge.Channels.Http;
using Concierge.Testing.Shared;
using Microsoft.Extensions.Primitives;

namespace Concierge.Channels.Meta.Tests;

/// <summary>S01, S03: known answers and the matrix of what must not pass.</summary>
public sealed class SignatureTests
{
    private const string Header = "X-Hub-Signature-256";

    [Theory]
    [InlineData("META-1", "1222e786b144d0e85b9f365372d93676", "54edfa1d7259e0eb13c677cc7d73d1b5c86cfa12433d19156e058ab9251bc441")]
    [InlineData("META-3", "test_app_secret", "108d944465f0a0ec48580f36517bd8cd62abe5aaa186bcc91cb169c921e9fa87")]
    [InlineData("META-4", "test_app_secret", "d73e9e864071bf8dbd89f02cbf0017b6e96cf6c13d09ced00b472c1d060e4301")]
    public void Authenticate_KnownAnswer_IsAuthentic(string vector, string secret, string signature)
    {
        using var host = TestHost.Start(options => options.AppSecret = secret);
        byte[] body = Files.Vector(vector + ".bin");

        Verdict(host.Channel, body, "sha256=" + signature).Should().Be(WebhookVerdict.Authentic);
        Verdict(host.Channel, [.. body, (byte)'\n'], "sha256=" + signature).Should().Be(WebhookVerdict.Rejected);
    }

    // The published secret of this vector is a placeholder, which an account refuses; the verifier itself takes it.
    [Theory]
    [InlineData("META-2", true)]
    [InlineData("META-2n", false)]
    public void Verify_KnownAnswerWithEscapes_CountsTheRawBytes(string vector, bool expected) =>
        new HmacVerifier(HashAlgorithmName.SHA256, "YOUR_APP_SECRET")
            .VerifyLowerHex(default, Files.Vector(vector + ".bin"), "0363007aabdf1ab579f35936651a460fb5fa1aaf40df98b1264446b72cc96688")
            .Should().Be(expected);

    [Fact]
    public void Authenticate_OtherFormsOfARightSignature_AreRejected()
    {
        using var host = TestHost.Start(static _ => { });
        byte[] body = Files.Vector("META-1.bin");
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestHost.AppSecret), body);
        string hex = Convert.ToHexStringLower(mac);
        string[] forms =
        [
            hex, "sha256=" + hex.ToUpperInvariant(), "SHA256=" + hex, "Sha256=" + hex, "sha256:" + hex, "sha1=" + hex, "sha512=" + hex, "sha256==" + hex, " sha256=" + hex,
            "sha256= " + hex, "sha256=" + hex + " ", "sha256=" + hex + "\r\n", "sha256=0x" + hex, "sha256=" + Convert.ToBase64String(mac), "sha256=" + hex[..63], "sha256=" + hex + "00",
            "sha256=" + hex[..32], "sha256=", "sha256", "sha256=" + new string('0', 64), $"sha256={hex},sha256={hex}", $"sha256={hex};", $"v1=1,sha256={hex}",
            "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(TestHost.AppSecret), body)),
            "sha256=" + Convert.ToHexStringLower(SHA256.HashData(body)),
            MetaFixture.SignatureOf(body, "another-tenants-secret"),
        ];

        foreach (string form in forms)
        {
            Verdict(host.Channel, body, form).Should().Be(WebhookVerdict.Rejected, "{0} is not the documented form", form);
        }

        Verdict(host.Channel, body, "sha256=" + hex).Should().Be(WebhookVerdict.Authentic);
    }

    [Fact]
    public void Authenticate_HundredThousandBitFlips_AcceptsNone()
    {
        using var host = TestHost.Start(static _ => { });
        byte[] body = Files.Vector("META-1.bin");
        char[] signature = MetaFixture.SignatureOf(body, TestHost.AppSecret).ToCharArray();
        int accepted = 0, tries = 0;
        for (int round = 0; tries < 100_000; round++)
        {
            body = Encoding.UTF8.GetBytes($"{{\"round\":{round},\"text\":\"{new string('x', 100 + round)}\"}}");
            string right = MetaFixture.SignatureOf(body, TestHost.AppSecret);
            for (int bit = 0; bit < body.Length * 8; bit++, tries++)
            {
                body[bit / 8] ^= (byte)(1 << (bit % 8));
                accepted += (int)Verdict(host.Channel, body, right);
                body[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            signature = right.ToCharArray();
            for (int bit = 0; bit < signature.Length * 8; bit++, tries++)
            {
                signature[bit / 8] ^= (char)(1 << (bit % 8));
                accepted += (int)Verdict(host.Channel, body, new string(signature));
                signature[bit / 8] ^= (char)(1 << (bit % 8));
            }
        }

        accepted.Should().Be(0);
        Verdict(host.Channel, body, new string(signature)).Should().Be(WebhookVerdict.Authentic);
    }

    [Fact]
    public void Authenticate_FromManyThreads_IsRightEveryTime()
    {
        using var host = TestHost.Start(static _ => { });
        int wrong = 0;
        Parallel.For(0, 20_000, i =>
        {
            byte[] body = BitConverter.GetBytes(i);
            string signature = MetaFixture.SignatureOf(body, i % 2 == 0 ? TestHost.AppSecret : "another-secret");
            if (Verdict(host.Channel, body, signature) != (i % 2 == 0 ? WebhookVerdict.Authentic : WebhookVerdict.Rejected))
            {
                Interlocked.Increment(ref wrong);
            }
        });

        wrong.Should().Be(0);
    }

    [Fact]
    public void Authenticate_AllocatesNothing()
    {
        using var host = TestHost.Start(static _ => { });
        byte[] body = Files.Vector("META-1.bin");
        var signature = new StringValues(MetaFixture.SignatureOf(body, TestHost.AppSecret));
        IChannel channel = host.Channel;
        var request = new WebhookRequest("POST", "/", _ => signature, body);

        Allocations.PerCall(() => channel.Authenticate(request)).Should().Be(0);
    }

    private static WebhookVerdict Verdict(IChannel channel, byte[] body, string signature) =>
        channel.Authenticate(new WebhookRequest("POST", "/webhooks/meta", name => name == Header ? signature : StringValues.Empty, body));
}
