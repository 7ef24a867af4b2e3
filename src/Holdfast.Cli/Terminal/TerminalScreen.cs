using System.Text;

namespace Holdfast.Cli;

/// <summary>
/// The whole terminal for a while: its alternate screen, so that what stood there is there again afterwards. One thread draws; keys come
/// from a thread of their own.
/// </summary>
internal sealed class TerminalScreen : IDisposable
{
    // ECMA-48 and xterm's private modes: alternate screen, cursor hidden; home; erase to the end of the line; erase below.
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string EraseLine = "\e[K";
    private const string EraseBelow = "\e[J";

    private bool isOpen;

    /// <summary>Standard output is a terminal that understands escape sequences.</summary>
    public static bool IsUsable => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    /// <summary>Columns and rows, now.</summary>
    public static (int Columns, int Rows) Size
    {
        get
        {
            try
            {
                return (Math.Max(20, Console.WindowWidth), Math.Max(3, Console.WindowHeight));
            }
            catch (IOException)
            {
                // Some terminals do not tell: the size that all had once.
                return (80, 24);
            }
        }
    }

    public void Open()
    {
        isOpen = true;
        Write(Enter);
    }

    /// <summary>Calls for each key, on another thread; not at all where keys cannot come.</summary>
    public void OnKey(Action<char> pressed)
    {
        if (Console.IsInputRedirected)
        {
            return;
        }

        Thread reader = new(() =>
        {
            try
            {
                while (isOpen)
                {
                    pressed(Console.ReadKey(intercept: true).KeyChar);
                }
            }
            catch (Exception failure) when (failure is InvalidOperationException or IOException)
            {
                // The terminal went away; Ctrl-C and the end of it do not come this way.
            }
        })
        { Name = "keys", IsBackground = true };
        reader.Start();
    }

    /// <param name="text">At most as many lines as there are rows.</param>
    public void Draw(string text)
    {
        StringBuilder picture = new(Home);
        picture.Append(text.Replace("\n", EraseLine + "\r\n", StringComparison.Ordinal)).Append(EraseLine).Append(EraseBelow);
        Write(picture.ToString());
    }

    public void Dispose()
    {
        if (isOpen)
        {
            isOpen = false;
            Write(Leave);
        }
    }

    // In one piece, so that the terminal never shows half a picture.
    private static void Write(string text)
    {
        Console.Out.Write(text);
        Console.Out.Flush();
    }
}
