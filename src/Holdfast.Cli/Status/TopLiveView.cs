namespace Holdfast.Cli;

/// <summary>The status on a whole terminal, drawn anew with each sample. Next: <see cref="TopScreen"/>.</summary>
internal sealed class TopLiveView : ITopView
{
    private readonly TerminalScreen terminal = new();
    private readonly TopScreen screen;
    private TopSample? last;

    /// <param name="address">Of the gateway.</param>
    /// <param name="stop">Set when the operator wants to leave.</param>
    public TopLiveView(string address, ManualResetEventSlim stop)
    {
        screen = new TopScreen(address, StatusText.IsStyled);
        terminal.Open();
        terminal.OnKey(key =>
        {
            if (key is 'q' or 'Q')
            {
                stop.Set();
            }
        });
    }

    public void Show(TopSample sample)
    {
        // The first sample always has a state.
        last = sample.State is null ? last : sample;
        (int columns, int rows) = TerminalScreen.Size;
        string? failure = sample.Failure is { } why ? $"no answer since {last!.At:HH:mm:ss} UTC: {why}" : null;
        terminal.Draw(screen.Draw(last!.State!, failure, sample.At, columns, rows));
    }

    public void Dispose() => terminal.Dispose();
}
