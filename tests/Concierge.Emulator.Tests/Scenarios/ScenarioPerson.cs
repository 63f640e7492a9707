using System.Globalization;
using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests.Scenarios;

/// <summary>Somebody with a phone: says something and hears the one answer to it.</summary>
internal sealed class ScenarioPerson(EmulatorHost host, string channel, string number)
{
    private TestPhone _phone = new(host, channel, number);
    private JsonNode? _last;
    private int _heard;

    public string Number => number;

    /// <summary>What can be tapped under the last answer.</summary>
    public IEnumerable<string> Offered => TestPhone.Options(_last!).Select(static option => (string)option["title"]!);

    public async Task<string> SaysAsync(string text)
    {
        await _phone.SayAsync(text);
        return await HearsAsync();
    }

    /// <summary>Taps an answer, or writes its number where the channel has nothing to tap.</summary>
    public async Task<string> ChoosesAsync(string title)
    {
        if (Offered.Any())
        {
            await _phone.TapAsync(_last!, title);
            return await HearsAsync();
        }

        string line = TestPhone.Text(_last!).Split('\n').Single(line => line.EndsWith($". {title}", StringComparison.Ordinal));
        int choice = int.Parse(line[..line.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        return await SaysAsync(choice.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes something that is only taken in.</summary>
    public async Task SaysInVainAsync(string text) => await _phone.UntilTakenAsync((string)(await _phone.SayAsync(text))["id"]!);

    public async Task<string> HearsAsync()
    {
        _last = (await _phone.AnswersAsync()).Single();
        _heard++;
        return TestPhone.Text(_last);
    }

    /// <summary>Goes on with another life of the host, which has kept everything that was heard.</summary>
    public async Task GoesOnAsync(EmulatorHost other)
    {
        _phone = new TestPhone(other, channel, number);
        await _phone.AnswersAsync(_heard);
    }
}
