namespace Concierge.Channels.Http.Tests;

/// <summary>O01: the header in all its spellings.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("7", 7d)]
    [InlineData(" 7 ", 7d)]
    [InlineData("0.5", 0.5d)]
    [InlineData("-1", 0d)]
    [InlineData("3600", 3600d)]
    [InlineData("3601", 3600d)]
    [InlineData("1e9", 3600d)]
    [InlineData("999999999999999999999999", 3600d)]
    [InlineData("Sat, 21 Nov 2026 12:00:30 GMT", 30d)]
    [InlineData("Sat, 21 Nov 2026 11:00:00 GMT", 0d)]
    [InlineData("Sun, 22 Nov 2026 12:00:00 GMT", 3600d)]
    [InlineData("Saturday, 21-Nov-26 12:00:30 GMT", 30d)]
    [InlineData("Sat Nov 21 12:00:30 2026", 30d)]
    [InlineData("NaN", null)]
    [InlineData("soon", null)]
    [InlineData("12:30", null)]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Parse_Value_GivesTheWait(string? value, double? seconds) =>
        RetryAfter.Parse(value, Now).Should().Be(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);

    [Fact]
    public void Read_TwoHeaders_CountAsNone()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", ["1", "2"]);

        RetryAfter.Read(response, Now).Should().BeNull();
    }
}
