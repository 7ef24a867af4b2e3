namespace Holdfast.Agent.Reading;

/// <summary>Temperatures where the system shows them, with the mark at which the hardware protects itself.</summary>
internal sealed class TemperatureSource(IHostFiles files)
{
    private const int SensorsMaximum = 64;

    public IReadOnlyList<Temperature> Read()
    {
        List<Temperature> found = [];
        foreach (string chip in files.List("/sys/class/hwmon"))
        {
            string folder = $"/sys/class/hwmon/{chip}";
            string name = files.ReadText($"{folder}/name")?.Trim() ?? chip;
            foreach (string file in files.List(folder).Where(file => file.StartsWith("temp", StringComparison.Ordinal) && file.EndsWith("_input", StringComparison.Ordinal)))
            {
                string sensor = file[..^"_input".Length];
                double? critical = Celsius($"{folder}/{sensor}_crit") ?? Celsius($"{folder}/{sensor}_max");
                Add(found, $"{name} {files.ReadText($"{folder}/{sensor}_label")?.Trim() ?? sensor}", Celsius($"{folder}/{file}"), critical);
            }
        }

        // Where drivers show the same sensor in both places, hwmon has the better names.
        return found.Count > 0 ? found : Zones();
    }

    private List<Temperature> Zones()
    {
        List<Temperature> found = [];
        foreach (string zone in files.List("/sys/class/thermal").Where(name => name.StartsWith("thermal_zone", StringComparison.Ordinal)))
        {
            string folder = $"/sys/class/thermal/{zone}";
            double? critical = Enumerable.Range(0, 12).Where(trip => files.ReadText($"{folder}/trip_point_{trip}_type")?.Trim() == "critical").Select(trip => Celsius($"{folder}/trip_point_{trip}_temp")).FirstOrDefault();
            Add(found, files.ReadText($"{folder}/type")?.Trim() ?? zone, Celsius($"{folder}/temp"), critical);
        }

        return found;
    }

    private static void Add(List<Temperature> found, string sensor, double? celsius, double? critical)
    {
        // Sensors that are not connected say 0, -128 or 255.
        if (found.Count < SensorsMaximum && celsius is > 1 and < 200)
        {
            found.Add(new(sensor, celsius.Value, critical is > 30 and < 200 ? critical : null));
        }
    }

    private double? Celsius(string path) => ProcText.Number(files.ReadText(path)) / 1000.0;
}
