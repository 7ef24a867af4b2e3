using Holdfast.Configuration;

namespace Holdfast.Cli;

/// <summary>
/// Where a gateway that takes over finds the one that runs. Named for the first listener, because that is what is taken over: the same
/// address cannot be served by two of them.
/// </summary>
internal static class ControlSocket
{
    /// <summary>Null when there is no lasting name: the kernel chooses the port, so nobody could ask for it.</summary>
    public static string? PathFor(string? written, GatewayConfig config, Func<string, string?> environment)
    {
        if (written is not null)
        {
            return Path.GetFullPath(written);
        }

        string address = config.Listeners[0].Address;
        return address.EndsWith(":0", StringComparison.Ordinal) ? null : Path.Combine(DirectoryFrom(environment), FileName(address));
    }

    /// <summary>For this user alone: whoever can connect gets the listening sockets.</summary>
    public static void CreateDirectory(string path)
    {
        string? directory = Path.GetDirectoryName(path);
        if (directory is { Length: > 0 } && !Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string DirectoryFrom(Func<string, string?> environment)
    {
        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
        {
            return Path.Combine(runtime, "holdfast");
        }

        return Environment.IsPrivilegedProcess ? "/run/holdfast" : Path.Combine(Path.GetTempPath(), $"holdfast-{Environment.UserName}");
    }

    private static string FileName(string address) => NameOf(address) + ".sock";

    /// <summary>An address as part of a file's name.</summary>
    internal static string NameOf(string address) => string.Concat(address.Select(letter => char.IsLetterOrDigit(letter) || letter == '.' ? letter : '-'));
}
