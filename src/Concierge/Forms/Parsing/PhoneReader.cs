using System.Text;

namespace Concierge.Forms.Parsing;

/// <summary>Telephone numbers, made international (E.164: plus and at most 15 digits).</summary>
internal static class PhoneReader
{
    private const int FewestNational = 6;
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    /// <summary>The number that begins at a token.</summary>
    /// <param name="reading">The text.</param>
    /// <param name="at">The token.</param>
    /// <param name="country">Whose national numbers are understood; null for none.</param>
    public static Found<string>? Read(Reading reading, int at, PhoneCountry? country)
    {
        int i = at;
        bool isInternational = reading.IsSymbol(i, '+');
        if (isInternational)
        {
            i++;
        }

        if (i > 0 && !isInternational && reading.Has(i - 1) && reading[i - 1] is { Kind: TokenKind.Number } && reading[i].IsGlued)
        {
            return null;
        }

        var digits = new StringBuilder();
        int end = i;
        bool isOpen = false;
        while (reading.IsFree(i))
        {
            Token token = reading[i];
            if (token.Kind == TokenKind.Number)
            {
                digits.Append(token.Text);
                end = ++i;
            }
            else if (token.Text is "(" && !isOpen && reading.IsNumber(i + 1))
            {
                isOpen = true;

                // +44 (0)20: the nought in brackets is not dialled from abroad.
                i += isInternational && digits.Length > 0 && reading[i + 1].Text == "0" && reading.IsSymbol(i + 2, ')') ? 2 : 1;
            }
            else if (token.Text is ")" && isOpen)
            {
                isOpen = false;
                end = ++i;
            }
            else if (token.Text is "." or "-" or "/" && digits.Length > 0 && (reading.IsNumber(i + 1) || reading.IsSymbol(i + 1, '(')))
            {
                i++;
            }
            else
            {
                break;
            }

            if (digits.Length > MostDigits + 2)
            {
                return null;
            }
        }

        return digits.Length > 0 && Compose(digits.ToString(), isInternational, country) is { } number ? new Found<string>(number, at, end - at) : null;
    }

    /// <summary>Whether it is a number in international form.</summary>
    public static bool IsInternational(string number) =>
        number.Length is > FewestDigits and <= MostDigits + 1 && number[0] == '+' && number[1] is >= '1' and <= '9' && number.Skip(1).All(char.IsAsciiDigit);

    private static string? Compose(string digits, bool isInternational, PhoneCountry? country)
    {
        if (!isInternational && digits.StartsWith("00", StringComparison.Ordinal))
        {
            (isInternational, digits) = (true, digits[2..]);
        }

        if (!isInternational)
        {
            if (country is null)
            {
                return null;
            }

            if (country.Trunk.Length > 0 && digits.StartsWith(country.Trunk, StringComparison.Ordinal))
            {
                digits = digits[country.Trunk.Length..];
            }

            if (digits.Length < FewestNational)
            {
                return null;
            }

            digits = country.Code + digits;
        }

        string number = $"+{digits}";
        return IsInternational(number) ? number : null;
    }
}
