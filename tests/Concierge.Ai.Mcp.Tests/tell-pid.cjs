// Loaded before the server: lets the test end exactly this process.
require('fs').writeFileSync(process.env.PID_FILE, String(process.pid));
