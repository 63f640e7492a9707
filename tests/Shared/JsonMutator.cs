using System.Text;

namespace Concierge.Testing.Shared;

/// <summary>Makes mutants of JSON that look like JSON: tokens put in, values swapped, parts repeated, cut and damaged.</summary>
/// <param name="seed">Makes them the same every time.</param>
/// <param name="ownTokens">Tokens of the format under test.</param>
internal sealed class JsonMutator(int seed, params string[] ownTokens)
{
    private readonly Random _random = new(seed);

    private readonly string[] _tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "false", "0", "-1", "1e999", "\"\"", "{}", "[]", "\"\\ud800\"", "\"\\u0000\"", "\"a\":",
        "99999999999999999999", "\"timestamp\":\"-5\",", "\"timestamp\":1e9,", "\uFEFF", "é", "NaN", .. ownTokens,
    ];

    public byte[] Mutate(byte[] recording)
    {
        var body = new List<byte>(recording);
        for (int edits = _random.Next(1, 5); edits > 0; edits--)
        {
            int at = _random.Next(body.Count + 1);
            switch (_random.Next(6))
            {
                case 0:
                    body.InsertRange(at, Encoding.UTF8.GetBytes(Token()));
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(_random.Next(1, 30), body.Count - at));
                    break;
                case 2 when body.Count > 0:
                    body[at % body.Count] = (byte)_random.Next(256);
                    break;
                case 3:
                    body.InsertRange(at, body.GetRange(at, Math.Min(_random.Next(1, 200), body.Count - at)));
                    break;
                case 4:
                    Swap(body);
                    break;
                default:
                    body.RemoveRange(at, body.Count - at);
                    break;
            }
        }

        return [.. body];
    }

    // Puts another value in the place of one.
    private void Swap(List<byte> body)
    {
        int colon = body.IndexOf((byte)':', _random.Next(body.Count + 1));
        if (colon < 0)
        {
            return;
        }

        int end = body.FindIndex(colon, static b => b is (byte)',' or (byte)'}');
        if (end > colon)
        {
            body.RemoveRange(colon + 1, end - colon - 1);
            body.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Token()));
        }
    }

    private string Token() => _tokens[_random.Next(_tokens.Length)];
}
