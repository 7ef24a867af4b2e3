namespace Holdfast.Tidy;

/// <summary>The repository's text files by path, or a made-up tree on which a rule must fire.</summary>
public sealed class SourceTree
{
    private static readonly string[] NotOurs = [".git", ".build", "bin", "obj", "TestResults", ".work", ".vs", ".idea"];
    private static readonly Lazy<SourceTree> Whole = new(ReadRepository);

    private SourceTree(IReadOnlyDictionary<string, string> texts) => Texts = texts;

    /// <summary>The repository these tests were built from.</summary>
    public static SourceTree Repository => Whole.Value;

    /// <summary>Path from the root, with slashes, to the text.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    public static SourceTree Of(params (string Path, string Text)[] files) =>
        new(files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal));

    public string this[string path] => Texts.TryGetValue(path, out string? text) ? text : throw new FileNotFoundException($"{path} is not in the tree.");

    /// <summary>Files below a folder whose names end so, by path.</summary>
    public IEnumerable<(string Path, string Text)> Files(string folder, string ending) =>
        Texts.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal) && file.Key.EndsWith(ending, StringComparison.Ordinal))
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => (file.Key, file.Value));

    /// <summary>The lines of a file with their numbers.</summary>
    public static IEnumerable<(int Number, string Line)> Lines(string text) => text.Split('\n').Select((line, index) => (index + 1, line));

    private static SourceTree ReadRepository()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Holdfast.slnx")))
        {
            root = root.Parent;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Read(root ?? throw new DirectoryNotFoundException($"No Holdfast.slnx above {AppContext.BaseDirectory}."), "", texts);
        return new SourceTree(texts);
    }

    private static void Read(DirectoryInfo folder, string prefix, Dictionary<string, string> texts)
    {
        foreach (FileInfo file in folder.EnumerateFiles().Where(file => !NotOurs.Contains(file.Name, StringComparer.Ordinal)))
        {
            byte[] bytes = File.ReadAllBytes(file.FullName);
            if (!bytes.Contains((byte)0))
            {
                texts[prefix + file.Name] = System.Text.Encoding.UTF8.GetString(bytes);
            }
        }

        foreach (DirectoryInfo child in folder.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name, StringComparer.Ordinal)))
        {
            Read(child, $"{prefix}{child.Name}/", texts);
        }
    }
}
