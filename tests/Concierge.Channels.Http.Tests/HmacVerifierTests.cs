using System.Security.Cryptography;
using System.Text;

namespace Concierge.Channels.Http.Tests;

public sealed class HmacVerifierTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("message");

    [Fact]
    public void Verify_TwoSecrets_TakesBothAndNoThird()
    {
        var verifier = new HmacVerifier(HashAlgorithmName.SHA256, "old", "new");

        verifier.Verify(Message, HMACSHA256.HashData("old"u8, Message)).Should().BeTrue();
        verifier.Verify(Message, HMACSHA256.HashData("new"u8, Message)).Should().BeTrue();
        verifier.Verify(Message, HMACSHA256.HashData("other"u8, Message)).Should().BeFalse();
    }

    [Fact]
    public void Verify_OtherAlgorithms_Work()
    {
        new HmacVerifier(HashAlgorithmName.SHA1, "s").Verify(Message, HMACSHA1.HashData("s"u8, Message)).Should().BeTrue();
        new HmacVerifier(HashAlgorithmName.SHA512, "s").VerifyLowerHex(default, Message, Convert.ToHexStringLower(HMACSHA512.HashData("s"u8, Message))).Should().BeTrue();
    }

    [Fact]
    public void Verify_MessageInTwoParts_IsTheirConcatenation() =>
        new HmacVerifier(HashAlgorithmName.SHA256, "s").Verify("mess"u8, "age"u8, HMACSHA256.HashData("s"u8, Message)).Should().BeTrue();

    [Fact]
    public void Verify_MacOfAnotherLength_IsFalse()
    {
        var verifier = new HmacVerifier(HashAlgorithmName.SHA256, "s");
        byte[] mac = HMACSHA256.HashData("s"u8, Message);

        verifier.Verify(Message, mac.AsSpan(0, 31)).Should().BeFalse();
        verifier.Verify(Message, []).Should().BeFalse();
        verifier.Verify(Message, [.. mac, 0]).Should().BeFalse();
    }

    [Fact]
    public void Constructor_WithoutAUsableSecret_Throws()
    {
        ((Action)(static () => _ = new HmacVerifier(HashAlgorithmName.SHA256))).Should().Throw<ArgumentException>();
        ((Action)(static () => _ = new HmacVerifier(HashAlgorithmName.SHA256, " "))).Should().Throw<ArgumentException>();
        ((Action)(static () => _ = new HmacVerifier(HashAlgorithmName.MD5, "s"))).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("00ff", true)]
    [InlineData("00FF", false)]
    [InlineData("00f", false)]
    [InlineData("00fg", false)]
    [InlineData("00ff ", false)]
    [InlineData("g0ff", false)]
    public void LowerHex_Text_IsTakenInThatFormOnly(string hex, bool expected)
    {
        Span<byte> bytes = stackalloc byte[2];

        LowerHex.TryDecode(hex, bytes).Should().Be(expected);
    }
}
